-- title: Home-care visits outside the agreed time
-- short: Visits outside agreed time
-- question: Do carers come when they said they would?
-- why: a late visit is a missed meal or medicine; decides which provider and which rounds are talked about first
-- perspective: customer
-- kind: proportion
-- better: lower
-- period: month
-- parameter: tolerance = 15 minutes late or early
-- type: process
-- leads: lead
-- owner: Head of commissioning
-- beside: new_carer_unannounced = a round that is punctual only because strangers fill its gaps is no better
-- source: Guidance on performance management of 2004 (home-care visits outside the specified time). The tolerance is the council's own
-- needs: visits
-- caveat: A visit that was not made counts as outside the time; so does one that nobody logged. From the start of the visit only: a visit cut short is not seen here. Exactly the tolerance is in time. A record is one person's visits by one provider in the month.
select
    month,
    unit,
    person,
    array_length(list_filter(minutes_late, lambda minute: abs(minute) > {tolerance})) + array_length(not_made) as numerator,
    visits as denominator,
    user_group,
    age_band,
    sex,
    provider,
    array_to_string(list_transform(
        list_sort(list_filter(
            list_zip(planned_starts, minutes_late), lambda visit: abs(visit[2]) > {tolerance}
        )),
        lambda visit: strftime(visit[1], '%d %b %H:%M') || ' ' || abs(visit[2])
            || case when visit[2] < 0 then ' minutes early' else ' minutes late' end
    ), '; ') as late_or_early,
    array_to_string(list_transform(
        list_sort(not_made), lambda planned: strftime(planned, '%d %b %H:%M')
    ), '; ') as not_made
from model.visit_months
