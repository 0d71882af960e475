"""What runs inside a trial, around the answer; it imports little, and nothing from outside.

Every trial pays for the import of these modules in every process it starts.
"""
