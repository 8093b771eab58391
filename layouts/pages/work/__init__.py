"""What people write and see to: the form's own address, My work, an action with its effect."""
