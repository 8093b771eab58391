-- How a value stands: the one place where the rule is said. `shown` is the value as a reader sees it, rounded; a target is the
-- least (`low`), the most where less is better, or both ends of a range; `near` is the part of a target by which a value
-- may fall short and be near it. A floor that is passed is a miss, whatever the target says.
create macro cube.standing(better, shown, low, high, floor, near) as
    case
        when shown is null then 'no value'
        when better = 'neither' or low is null then 'no target'
        when better = 'higher' and shown < floor then 'missed'
        when better = 'lower' and shown > floor then 'missed'
        when better = 'higher' and shown >= low then 'met'
        when better = 'higher' and shown >= low - abs(low) * near then 'near'
        when better = 'lower' and shown <= low then 'met'
        when better = 'lower' and shown <= low + abs(low) * near then 'near'
        when better = 'range' and shown between low and coalesce(high, low) then 'met'
        when better = 'range'
            and shown between low - abs(low) * near and coalesce(high, low) + abs(coalesce(high, low)) * near then 'near'
        else 'missed'
    end
