-- The kinds of accommodation. `settled` is the person's own or family home in the sense of ASCOF 2E; 0 stands for unknown.
select code, accommodation, settled
from (
    values
        (0, 'Unknown', false),
        (1, 'Owner occupier or shared ownership scheme', true),
        (2, 'Tenant: Local authority or other social housing provider', true),
        (3, 'Tenant: Private landlord', true),
        (4, 'Settled mainstream housing with family or friends', true),
        (5, 'Supported accommodation, supported lodgings or supported group home', true),
        (6, 'Shared Lives scheme', true),
        (7, 'Approved premises for offenders released from prison or under probation supervision', true),
        (8, 'Sheltered housing, extra care housing or other sheltered housing', true),
        (9, 'Mobile accommodation for Gypsy, Roma and Traveller communities', true),
        (10, 'Rough sleeper or squatting', false),
        (11, 'Night shelter, emergency hostel or direct access hostel', false),
        (12, 'Refuge', false),
        (13, 'Placed in temporary accommodation by the council (inc. homelessness resettlement)', false),
        (14, 'Staying with family or friends as a short term guest', false),
        (15, 'Acute hospital or long term healthcare residential facility', false),
        (16, 'Registered care home', false),
        (17, 'Registered nursing home', false),
        (18, 'Prison, young offenders institution or detention centre', false),
        (19, 'Other temporary accommodation', false),
        (20, 'Unknown: presumed at home', true),
        (21, 'Unknown: presumed in community', false)
) as listed(code, accommodation, settled)
