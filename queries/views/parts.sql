-- The user groups and the providers that anything is counted for, at any unit.
select distinct slice, slice_value
from cube.cells
where slice in ('user_group', 'provider') and slice_value <> 'Not known'
order by slice, slice_value
