-- A child referred to children's social care on one day. Lists overlap: the latest file's row counts.
select
    child,
    referred,
    gender,
    ethnicity,
    birth,
    source,
    team,
    coalesce(lower(nfa) in ('y', 'yes', 'true', '1'), false) as no_further_action
from loaded.childrens_referrals
qualify row_number() over (
    partition by child, referred
    order by file desc, line desc
) = 1
