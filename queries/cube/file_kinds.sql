-- A kind of file as a council sends it: a layout, or all the layouts of one return together. `name` is what it is called in
-- a sentence, `layouts` what it consists of.
select
    coalesce(nullif(family, ''), layout) as kind,
    min(case
        when family = '' then split_part(title, ':', 1)
        else upper(family) || ' return'
    end) as name,
    min(case when family = '' then title else upper(family) || ' return' end) as title,
    max(frequency) as frequency,
    list(layout order by layout) as layouts
from about.layouts
group by coalesce(nullif(family, ''), layout)
