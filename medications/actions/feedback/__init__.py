"""What readers and their browsers send us. The public side may call this part of `actions` and no other but `partners`."""
