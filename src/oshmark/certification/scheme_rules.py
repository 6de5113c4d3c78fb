# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a scheme needs before it may be published. An error keeps it a draft. An id is stable for ever."""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

# --- the scheme as a whole

ID_FORM = Rule(
    "scheme:id-form",
    ERROR,
    "“{was}” cannot be an id.",
    "Ids stand in addresses and in the log for ever, so they are short and plain.",
    "Take small letters from a to z, digits, and hyphens or dots between them, 64 at the most",
)
ID_TWICE = Rule(
    "scheme:id-twice",
    ERROR,
    "There are two {what} with the id “{was}”.",
    "Findings, evidence and verdicts are filed under the id.",
    "Give each its own id",
)
TEXT_MISSING = Rule(
    "scheme:text-missing",
    ERROR,
    "“{key}” is not written yet.",
    "An applicant has to understand what is asked without asking back.",
    "Write {key}",
)
LANGUAGE_UNKNOWN = Rule(
    "scheme:language-unknown",
    ERROR,
    "“{was}” is no language.",
    "Readers, screen readers and searches are told in which language the texts are.",
    "Write a code such as en, de or pt-BR",
)
BODY_OTHER = Rule(
    "scheme:body-other",
    ERROR,
    "The scheme belongs to the body “{was}”, not to “{body}”.",
    "Only its own body can publish a scheme.",
    "Name the profile of the body with --body, or correct the key body",
)
COMMENTS_TOO_SHORT = Rule(
    "scheme:comment-period",
    ERROR,
    "A new version could be adopted without any day for comments.",
    "Standards are made with the people who work by them.",
    "Set comment-days to 1 at least; 30 is usual",
)
PERIOD = Rule(
    "scheme:period",
    ERROR,
    "“{key}” is {was}; {wanted}.",
    "A date would fall on a day that makes no sense.",
    "Correct the number of days",
)
TERM_TOO_LONG = Rule(
    "scheme:term-too-long",
    ERROR,
    "A certificate would be good for {was}; this body allows {limit} days at the most.",
    "What a producer or a person can do has to be shown anew from time to time.",
    "Set term-days to {limit} or less",
)
ACTIVITY_MISSING = Rule(
    "scheme:activity-missing",
    ERROR,
    "The scheme does not say which activities a certificate covers.",
    "Selling kits and teaching are separate scopes; a certificate lists those that it covers.",
    "Add an activity",
)

ACTIVITY_OWN = Rule(
    "scheme:activity-own",
    ADVICE,
    "“{was}” is an activity of this scheme alone.",
    "Searches over several schemes find activities by their common ids: {known}.",
)

# --- nothing certifies nothing

NO_CRITERIA = Rule(
    "scheme:no-criteria",
    ERROR,
    "The scheme has no criteria.",
    "An empty list certifies nothing.",
    "Add a group with criteria",
)
GROUP_EMPTY = Rule(
    "scheme:group-empty",
    ERROR,
    "The group “{was}” has no criteria.",
    "An empty group would look like something that was examined.",
    "Add criteria, or take the group away",
)
LEVEL_MISSING = Rule(
    "scheme:level-missing",
    ERROR,
    "The scheme has no level that could be granted.",
    "A decision grants one of the scheme's levels; a scheme with one way of passing has one level.",
    "Add a level",
)
LEVEL_EMPTY = Rule(
    "scheme:level-empty",
    ERROR,
    "The level “{was}” can be reached without meeting anything: no gate is asked for, and no share of the points.",
    "A certificate that everybody gets says nothing.",
    "Make criteria a gate, or set least-share above 0",
)
LEVEL_OUT_OF_REACH = Rule(
    "scheme:level-out-of-reach",
    ERROR,
    "The level “{was}” wants a share of points, but nothing that it asks for has a weight.",
    "A share of nothing cannot be reached.",
    "Give criteria a weight, or set least-share to 0",
)
LEVEL_SHARE = Rule(
    "scheme:level-share",
    ERROR,
    "The level “{was}” has a least-share of {share}; a share lies between 0 and 1.",
    "It is the part of all weighted points that has to be reached.",
    "Write 0.75 for three quarters",
)
LEVEL_ORDER = Rule(
    "scheme:level-order",
    ERROR,
    "The level “{was}” stands above “{below}”, but asks for nothing more.",
    "Levels are listed from the lowest to the highest; each asks for more than the one below.",
    "Change their order, raise least-share, or give it criteria of its own with from-level",
)
SCORE_GATE = Rule(
    "scheme:score-gate",
    ERROR,
    "A scheme of type score grants nothing, so it has no {what}.",
    "A score tells, it does not decide.",
    "Take it away, or change the type of the scheme",
)

# --- how a criterion is judged

NO_EFFECT = Rule(
    "scheme:no-effect",
    ERROR,
    "“{was}” has no effect: it is no gate and has no weight.",
    "Applicants would work for nothing.",
    "Set gate = true or a weight above 0",
)
WEIGHT = Rule(
    "scheme:weight",
    ERROR,
    "“{was}” has the weight {weight}; weights begin with 0.",
    "A weight below zero would punish whoever meets the criterion.",
    "Write 0 or more",
)
EVIDENCE_MISSING = Rule(
    "scheme:evidence-missing",
    ERROR,
    "“{was}” does not say what has to be handed in.",
    "Without evidence a verdict is an opinion.",
    "Add evidence with its kinds",
)
EVIDENCE_LEAST = Rule(
    "scheme:evidence-least",
    ERROR,
    "“{was}” asks for {least} pieces of evidence.",
    "What is asked for is at least one piece.",
    "Set least to 1 or more, or take the entry away",
)
JUDGEMENT_MISSING = Rule(
    "scheme:judgement-missing",
    ERROR,
    "“{was}” does not say how it is judged.",
    "Two evaluators who do not know of each other have to come to the same verdict.",
    "Set judgement to automatic, statement, rubric or measurement",
)
JUDGEMENT_OTHER = Rule(
    "scheme:judgement-other",
    ERROR,
    "“{was}” is judged by {judgement}, but has a {what} too, which would not be used.",
    "One criterion is judged in one way; otherwise nobody knows what counts.",
    "Take the {what} away, or make two criteria of it",
)
CHECK_MISSING = Rule(
    "scheme:check-missing",
    ERROR,
    "“{was}” is judged automatically, but names no check.",
    "A program has to know what to look for.",
    "Set check to one of: {choices}",
)
CHECK_WITHOUT_RELEASE = Rule(
    "scheme:check-without-release",
    ERROR,
    "“{was}” is judged automatically, but a {subject} is nothing that the library has a release of.",
    "The checks look at a release and its manifest.",
    "Let people judge it",
)
STATEMENT_MISSING = Rule(
    "scheme:statement-missing",
    ERROR,
    "“{was}” {needs}, but does not ask for a statement.",
    "Applicants can only be judged by words that they were asked for.",
    'Add evidence of the kind "statement"',
)
RUBRIC_MISSING = Rule(
    "scheme:rubric-missing",
    ERROR,
    "“{was}” is judged by a rubric, but {what}.",
    "Levels in words are what makes two verdicts comparable.",
    "Describe at least two levels, from 0 upwards, and say from which one on it is met",
)
MEASURE_MISSING = Rule(
    "scheme:measure-missing",
    ERROR,
    "“{was}” is judged by a measurement, but {what}.",
    "A number without unit and method cannot be repeated by anybody.",
    "Complete the measure",
)
SAFETY = Rule(
    "scheme:safety",
    ERROR,
    "“{was}” is about safety, but {what}.",
    "Where somebody can be hurt, most of it is not enough.",
    "Make it a gate, and pass only the highest level of its rubric",
)
EXAMPLE_MISSING = Rule(
    "scheme:example-missing",
    ERROR,
    "“{was}” has no {what}.",
    "An evaluator sees both side by side with the evidence; without them everybody draws the line somewhere else.",
    "Write one",
)
SOURCE_MISSING = Rule(
    "scheme:source-missing",
    WARNING,
    "“{was}” does not say where it comes from.",
    "Whoever wants to change a demand has to know whose it is.",
    "Name the requirement or the document",
)
FROM_LEVEL_UNKNOWN = Rule(
    "scheme:from-level-unknown",
    ERROR,
    "“{was}” is asked from the level “{level}” on, which the scheme does not have.",
    "It would never be asked.",
    "Name one of the scheme's levels",
)
NEVER_ASKED = Rule(
    "scheme:never-asked",
    ERROR,
    "“{was}” is never asked: {what}.",
    "Applicants, evaluators and readers would take it for examined.",
    "Change its occasions, or the scheme's periods",
)

# --- people

EVALUATORS = Rule(
    "scheme:evaluators",
    ERROR,
    "{was} evaluators would look at each criterion; it takes two at least.",
    "One person's judgement is not enough, and nobody could notice an error.",
    "Set evaluators-per-criterion to 2 or more",
)
DECIDERS = Rule(
    "scheme:deciders",
    ERROR,
    "{was} people would decide.",
    "Somebody who did not evaluate has to decide.",
    "Set deciders to 1 or more",
)
TRAINING = Rule(
    "scheme:training",
    ERROR,
    "The training {what}.",
    "What was learnt elsewhere has to count as well; nobody may have to buy the body's own courses.",
    "List kinds of training, and say what counts as an equivalent",
)
AGREEMENT_MISSING = Rule(
    "scheme:agreement-missing",
    ERROR,
    "The agreement {what}.",
    "Nothing is evaluated or granted without duties that both sides have signed.",
    "Write the agreement with a version, a text and its duties",
)
FEE = Rule(
    "scheme:fee",
    ERROR,
    "The fee “{was}” {what}.",
    "The table of fees is public and has to be clear.",
    "Correct the line; no fee at all is an empty table",
)

# --- certificates of others

EXTERNAL_EMPTY = Rule(
    "scheme:external-empty",
    ERROR,
    "“{was}” stands for no criterion.",
    "A certificate from elsewhere may stand only for criteria that are named.",
    "Fill in satisfies",
)
CRITERION_UNKNOWN = Rule(
    "scheme:criterion-unknown",
    ERROR,
    "“{by}” names the criterion “{was}”, which the scheme does not have.",
    "What it stands for would be missing.",
    "Correct the id",
)

# --- gates

GATE_EMPTY = Rule(
    "scheme:gate-empty",
    ERROR,
    "The gate “{was}” has no criteria.",
    "A gate without criteria is never passed.",
    "Name the criteria that have to be met",
)
GATE_SOFT = Rule(
    "scheme:gate-soft",
    ERROR,
    "The gate “{was}” names the criterion “{criterion}”, {what}.",
    "What a gate names has to be met by everybody, whatever else is good.",
    "Set gate = true there, without from-level, and ask it with the application and at each renewal",
)
GATE_MISSING = Rule(
    "scheme:gate-missing",
    ERROR,
    "The body requires the gate “{was}”, which this scheme does not have.",
    "Every certificate of a body stands for its gates.",
    'Add a [[gates]] with id = "{was}" and the criteria that have to be met',
)

# --- what the body asks of each of its schemes

VALUE_MISSING = Rule(
    "scheme:value-missing",
    ERROR,
    "No group of criteria is about “{was}”, which the body asks of every scheme.",
    "A certificate says that its subject follows what the body stands for.",
    'Add a group with value = "{was}"',
)
VALUE_UNKNOWN = Rule(
    "scheme:value-unknown",
    ERROR,
    "The group “{was}” is about “{value}”, which is no value of the body.",
    "Nobody could say what it is examined for.",
    "Take one of the body's values, or take the key away",
)
VALUE_NOT_RENEWED = Rule(
    "scheme:value-not-renewed",
    ERROR,
    "Nothing about “{was}” is asked again at a renewal.",
    "Whether something has drifted away from its mission is seen only by asking again.",
    'Add "renewal" to the occasions of one of its criteria',
)
ASPECT_MISSING = Rule(
    "scheme:aspect-missing",
    ERROR,
    "Nothing asks whether the subject {was} the values of the body.",
    "The body asks for both: that a thing carries its values, and that its maker promotes them.",
    'Set aspect = "{was}" on a criterion that is about it',
)
GOAL_MISSING = Rule(
    "scheme:goal-missing",
    ERROR,
    "There is no goal for applicants to acknowledge.",
    "The body asks everybody who applies to know what it is all for.",
    "Write goal",
)
FIGURE_MISSING = Rule(
    "scheme:figure-missing",
    ERROR,
    "No gate measures time, yield, quality or cost of production.",
    "Effective production is shown by numbers; with words alone nobody can pass.",
    "Make a measurement of one of these figures a gate",
)
