"""What was published: read, checked against its description and the rules, and turned into observations with bounds."""
