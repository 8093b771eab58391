"""Packs: what is put before an audience, how often, and what has become of it.

`definitions` says which packs there are (a file each), `pack` what one is once it is made: plain values that every
format is drawn from. `layouts.packs.made` makes them, for sections are blocks that pages show.
"""
