"""What a program meets first: its flags."""
