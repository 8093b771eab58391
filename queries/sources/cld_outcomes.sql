-- The order in which event outcomes count where one event comes twice (1 counts first), as the national processing has it.
-- `concludes` says whether an outcome tells what came of support: the others only say that something is to follow.
select outcome, position, position >= 6 as concludes
from (
    values
        ('Progress to reablement/ST-Max', 1),
        ('Progress to assessment, review or reassessment', 2),
        ('Release 1 specification only: Not mapped', 3),
        ('Progress to support planning or services', 4),
        ('Continuation of support or services', 5),
        ('Admitted to hospital', 6),
        ('NFA: Responsibility moved to another local authority', 7),
        ('NFA: Referral to NHS services or NHS funded social care', 8),
        ('NFA: Self-funded client or under 12wk disregard', 9),
        ('NFA: Information and advice or signposting', 10),
        ('NFA: Referral to other service within the local authority', 11),
        ('NFA: Support declined', 12),
        ('NFA: Deceased', 13),
        ('NFA: Support ended as planned', 14),
        ('NFA: Support ended for other reason', 15),
        ('NFA: No services offered for other reason', 16),
        ('NFA: Other', 17)
) as ranked(outcome, position)
