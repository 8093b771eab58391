-- A value on a scale of 0 to 10 in three equal parts: a third at its red flag, two thirds at its goal, which is its target, 0 and
-- 10 as far beyond either as these lie apart. `part` is how far the red flag lies from the goal, in the share of it. Within a range
-- the nearer end counts; a floor that is passed is 0; a goal of nought has no share of it, and no score.
create macro cube.score(better, shown, low, high, floor, part) as
    case
        when shown is null or low is null or low = 0 or high = 0 or part = 0 or better = 'neither' then null
        when better = 'higher' and shown < floor then 0.0
        when better = 'lower' and shown > floor then 0.0
        else least(10.0, greatest(0.0, 10.0 / 3 * (2 + case better
            when 'higher' then (shown - low) / (abs(low) * part)
            when 'lower' then (low - shown) / (abs(low) * part)
            else least(
                (shown - low) / (abs(low) * part), (coalesce(high, low) - shown) / (abs(coalesce(high, low)) * part)
            )
        end)))
    end
