"""What must hold whatever comes in: properties, and the cases that they are tried on."""
