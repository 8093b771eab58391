"""The public page: one fixed rule of suppression, releases that are published once, and the gate before each.

`rule` says how a count is shown, `gate` what somebody could still work out from all that was ever published, `release`
makes and keeps releases, and `site` makes files of the last one.
"""
