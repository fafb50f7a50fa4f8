"""The eight steps of Kotter's model of change, by which the programme's methods are named."""

STEPS = (
    (1, "Create a sense of urgency"),
    (2, "Build a guiding coalition"),
    (3, "Form a vision and initiatives"),
    (4, "Enlist volunteers"),
    (5, "Remove barriers"),
    (6, "Generate short-term wins"),
    (7, "Sustain acceleration"),
    (8, "Institute change"),
)
