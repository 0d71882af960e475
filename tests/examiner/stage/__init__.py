"""What runs inside a trial, around the answer: standard library only, and little of it.

Every trial pays for the import of these modules in every process it starts.
"""
