-- An age in whole years and the band it is shown in.
select
    age,
    case
        when age < 18 then 'Under 18'
        when age < 25 then '18-24'
        when age < 45 then '25-44'
        when age < 65 then '45-64'
        when age < 75 then '65-74'
        when age < 85 then '75-84'
        when age < 95 then '85-94'
        else '95+'
    end as age_band
from (select cast(unnest(generate_series(0, 130)) as integer) as age) as ages
