"""Dense tables: rows of plain values into Dash's description of a table. They know no database."""
