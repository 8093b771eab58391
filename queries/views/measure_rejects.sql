-- Why rows were refused in the files in force that a measure is made from.
select
    kept.file,
    kept.name,
    refused.reason,
    count(*) as lines
from about.rejects as refused
join about.files as kept on kept.file = refused.file
where kept.in_force
    and refused.action = 'rejected'
    and kept.layout in (select layout from cube.freshness where measure = $measure)
group by kept.file, kept.name, refused.reason
order by lines desc, kept.file, refused.reason
limit 6
