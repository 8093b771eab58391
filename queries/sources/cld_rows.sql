-- A row of the client files as it is read. An NHS number is its letters and digits, and is none where it has no digit but
-- nought. How a request came and what an assessment was are on no list here: their texts are compared by letters and digits, with
-- "and" for "&".
select
    loaded.*,
    case
        when length(loaded.nhs_number) = 10 and try_cast(loaded.nhs_number as bigint) > 0 then loaded.nhs_number
        when regexp_matches(loaded.nhs_number, '[1-9]')
            then upper(regexp_replace(loaded.nhs_number, '[^0-9A-Za-z]', '', 'g'))
    end as nhs,
    case loaded.event
        when 'Request' then regexp_replace(lower(replace(loaded.route, '&', 'and')), '[^a-z0-9]', '', 'g')
        when 'Assessment' then regexp_replace(lower(replace(loaded.assessment, '&', 'and')), '[^a-z0-9]', '', 'g')
    end as kind_key
from loaded.cld as loaded
