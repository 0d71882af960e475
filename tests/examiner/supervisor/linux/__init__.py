"""What only Linux tells: every thread's system call, and so the proof of a deadlock."""
