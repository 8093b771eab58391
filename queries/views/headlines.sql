-- The measures that the council calls its headlines, by perspective and level; a level of '' stands for every other.
select
    perspective,
    level,
    measure
from about.headlines
order by perspective, level, position
