"""Watches any program that uses multiprocessing, and tells what its processes did."""
