"""What the figures mean, in the words of those who read them."""

DEFINITIONS = (
    (
        "Which span stands for which",
        "Spans of two analysts are paired one to one: identical spans first, then spans with the same ends, then the"
        " overlapping ones so that as many labels and as much text as possible are shared. Everything here, figures and"
        " lists, comes from this pairing.",
    ),
    (
        "Same span and label, and the other F1s",
        "Two times the spans that agree, divided by all spans of both: 1 where all agree, 0 where none does. The"
        " figures differ in what counts as agreed: the same span and label, the same span, the same label on"
        " overlapping spans, and so on. F1 is what kappa becomes where the words that nobody marked are beyond number"
        " (Hripcsak and Rothschild 2005).",
    ),
    (
        "u-alpha",
        "Krippendorff's alpha for cutting a text into spans, of 2016: 1 is full agreement, 0 what chance would bring."
        " Not defined where spans of one analyst overlap; label by label it is. It does not see where neighbouring"
        " spans of one label are cut.",
    ),
    (
        "Alpha and Fleiss's kappa on words",
        "Whether each word gets the same labels, beyond chance. Most words are in no span, which makes agreement look"
        " better than it is, and long spans weigh more than short ones.",
    ),
    (
        "Events",
        "Trigger: the same words. Type: and the same event type. Fillers: the same filler of an event of that type;"
        " roles: in the same role; of that event: and with the same trigger. Fillers swapped between two events of one"
        " type agree fully, except with their events.",
    ),
    (
        "Gamma",
        "Spans of all analysts at once, aligned so that they cost least, against what chance would cost (Mathet,"
        " Widlöcher and Métivier 2015). Chance is drawn, so the figure comes with the precision of the drawing.",
    ),
    (
        "Intervals",
        "95 % intervals from drawing the articles again, with all that was said about each. With fewer than 5 articles"
        " there is none, with fewer than 30 it is probably too narrow. Fewer than 40 spans of a label, those of both"
        " counted, say too little to give a figure.",
    ),
    (
        "Undefined",
        "A dash with a reason: what cannot be computed is neither 0 nor 1, and does not enter a mean.",
    ),
    (
        "Not finished, and finished with nothing",
        "Only what an analyst finished counts. Finished with nothing marked counts as nothing marked; not finished"
        " does not count at all.",
    ),
    (
        "Blind and with suggestions",
        "Work done with suggestions in sight and work done blind are never counted together: suggestions pull people"
        " together.",
    ),
    (
        "Over time",
        "An article counts for two analysts when the later of them finishes it. Batches are weeks where there are"
        " articles enough in them, else 25 articles at a time. Of the batches with 5 articles or more the last is"
        " compared with the first, the articles of each drawn again on their own; a change is named where its interval"
        " leaves out 0.",
    ),
    (
        "Against themselves",
        "Articles that an analyst finished again, blind and 14 days later or more, against the first time. It tells"
        " how much two analysts could agree at best.",
    ),
    (
        "Suggestions",
        "What analysts do with suggestions in sight against what they do blind. Wrong is a suggestion that the"
        " rulings do not have, overlooked what the rulings have and nothing suggested. Rulings count where somebody did"
        " the article blind: elsewhere, what all took over from suggestions passes unseen.",
    ),
)
