"""What people write, one file a family: fields, states, moves, who may, words."""
