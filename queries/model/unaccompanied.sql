-- A child looked after as an unaccompanied asylum seeker, up to the day on which that ceases (null while it lasts).
select
    child,
    ceased
from sources.ssda903_uasc
