-- The council's own region: the one it named, else the one the published figures give it. No row where neither is known.
select coalesce(
    (select min(area) from model.compared_areas where role = 'region'),
    (select min(name) from about.compared where role = 'region'),
    (select min(region) from model.areas where own)
) as region
