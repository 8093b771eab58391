-- Every kind of file that can be loaded, with its title.
select
    layout,
    title
from about.layouts
order by layout
