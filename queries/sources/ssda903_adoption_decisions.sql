-- A decision that a looked-after child should be placed for adoption, once a child and day.
select
    decisions.child,
    decisions.placed as decided
from loaded.ssda903_placed_adoption as decisions
join loaded.files as files on files.file = decisions.file
where decisions.placed <= files.period_end
group by decisions.child, decisions.placed
