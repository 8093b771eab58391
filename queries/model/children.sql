-- A child of the returns of looked-after children.
select
    child,
    birth,
    case sex
        when '1' then 'Male'
        when '2' then 'Female'
        else 'Not known'
    end as sex,
    case
        when ethnicity in ('WBRI', 'WIRI', 'WOTH', 'WIRT', 'WROM') then 'White'
        when ethnicity in ('MWBC', 'MWBA', 'MWAS', 'MOTH') then 'Mixed or multiple ethnic groups'
        when ethnicity in ('AIND', 'APKN', 'ABAN', 'AOTH', 'CHNE') then 'Asian or Asian British'
        when ethnicity in ('BCRB', 'BAFR', 'BOTH') then 'Black, Black British, Caribbean or African'
        when ethnicity = 'OOTH' then 'Other ethnic group'
        else 'Not known'
    end as ethnicity
from sources.ssda903_children
