-- An answer in words on the same scale, by its number of `answers` with 1 the worst: the target's two thirds and the best 10, those
-- between them in equal steps; one short of the target lies in the lowest third, the worst at 0.
create macro cube.score_of_answer(answer, target, answers) as
    case
        when answer >= answers then 10.0
        when answer >= target then 20.0 / 3 + 10.0 / 3 * (answer - target) / (answers - target)
        else 10.0 / 3 * (answer - 1) / target
    end
