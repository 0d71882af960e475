"""Reads what its user says.

methods: fork
input: Ann
prints: hello Ann
"""

print("hello", input("name? "))
