"""Registers: what the council keeps a list of, each one a file of this folder, like a measure or a layout.

From the file come the events of the journal, the form, the list with its filters, the history, what is due, and import
and export. The files come with the program and not with a council's folder: an event must be read by whoever has the
journal, years after.
"""

from dashboard.registers.known import known
from dashboard.registers.register import Register, register_of, registers

__all__ = ["Register", "known", "register_of", "registers"]
