-- The organisation as loaded; where none was loaded, the council is one unit named in council.toml.
select unit, name, level, parent, peers, area, leader, starts, ends
from loaded.organisation
union all
select 'council', council, 'council', null, null, null, null, null, null
from about.settings
where not exists (select 1 from loaded.organisation)
