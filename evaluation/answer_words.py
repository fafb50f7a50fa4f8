"""The words of the answering form itself: what stands around a survey's own questions.

English is built in. A survey's translation gives the others under the key “form.” and the name;
what it lacks is shown in English and marked as such. Words in braces are filled in.
"""

PREFIX = "form."

ENGLISH = {
    "next": "Continue",
    "back": "Back",
    "begin": "Start",
    "send": "Send my answers",
    "page_of": "Page {page} of {pages}",
    "about": "Before you start",
    "what_happens": (
        "Nobody asks who you are: no name, no e-mail address, no account, and nothing is kept of"
        " where an answer came from or what it was sent with. Answers are counted together with"
        " everybody else’s, and the single ones are deleted by {day}."
    ),
    "leave_out": (
        "You can leave out questions, go back, and stop at any time. Nothing is sent until you"
        " press the last button."
    ),
    "until": "It takes answers until the end of {day}.",
    "must": "This question must be answered.",
    "several": "Choose all that apply.",
    "age": "I am {age} or older.",
    "age_first": (
        "Tick the box if you are {age} or older. If you are younger, please don’t answer this form."
    ),
    "consent_first": "Tick the box if you agree. Without it your answers can’t be taken.",
    "invitation": "The key on your invitation",
    "invitation_hint": (
        "Three groups of four letters or digits. It lets you answer once, and is not kept with"
        " your answers."
    ),
    "invitation_wrong": (
        "This key can’t be used: it was mistyped, or it was used already. Compare each sign with"
        " your invitation; if it is the same, ask for another one."
    ),
    "look_again": "Not sent yet: please look at this again",
    "nothing": "Nothing is answered yet. Answer at least one question, then send it.",
    "missing": "Answer this question.",
    "missing_rows": "Answer every row of this question.",
    "wrong": "This answer can’t be taken. Please give another one.",
    "came_up": "Because of what you answered, there is something more to ask on this page.",
    "year": "Year",
    "month": "Month",
    "month_any": "leave out",
    "code_title": "Your own code",
    "code_why": (
        "The same questions are asked before and after. These few answers make a code that only"
        " you can make again, so that your two forms can be laid side by side without anybody"
        " knowing whose they are."
    ),
    "code_why_once": (
        "These few answers make a code that only you can make again. Nobody can tell from it who"
        " you are."
    ),
    "code_how": (
        "Only a scrambled form of it is stored. A part that you don’t know can be left empty;"
        " your answers count all the same. With the whole code you can have them deleted later."
    ),
    "code_example": "For example: {example}",
    "code_letters": "{number} letters",
    "code_letter": "One letter",
    "code_digits": "{number} digits",
    "code_digit": "One digit",
    "code_wrong_letters": "Enter {number} letters here, or leave it empty.",
    "code_wrong_letter": "Enter one letter here, or leave it empty.",
    "code_wrong_digit": "Enter one digit here, or leave it empty.",
    "code_wrong_digits": "Enter a number of at most {number} digits here, or leave it empty.",
    "thanks_title": "Thank you",
    "thanks": "Your answers are stored.",
    "where": (
        "What everybody answered together will be on the programme’s pages and in its reports,"
        " never the answers of one person."
    ),
    "shared": "If other people use this device, close this window now.",
    "another": "Answer for somebody else",
    "delete_link": "Have your answers deleted",
    "closed": "This form is closed. It takes no more answers.",
    "not_yet": "This form is not open yet.",
    "opens": "It takes answers from {day}.",
    "not_stored": "What you sent was not stored.",
    "too_many": (
        "Very many answers came within a few minutes, so yours are not stored yet. They are still"
        " here: wait ten minutes, then press the button again. With mobile data instead of this"
        " Wi-Fi it may work at once."
    ),
    "too_often": (
        "That was tried too often from this connection. Wait ten minutes, then try again."
    ),
    "too_much": (
        "That was more than this form can take, so nothing was stored. Start again, and write at"
        " most 4,000 characters in each box."
    ),
    "try_again": "Something went wrong on the way. It is put right: press the button again.",
    "sent_before": "This form was sent before, with other answers",
    "sent_before_what": (
        "Those that were sent first are stored; these are not. If they are yours too, there is"
        " nothing to do. If somebody else answered on this device before you, send yours as well."
    ),
    "send_own": "These are my answers: send them",
    "delete_title": "Have your answers deleted",
    "delete_how": (
        "Give your code as you gave it when you answered. What was stored with it in this survey"
        " is deleted and taken out of the results; nothing else is needed, and nobody is told."
    ),
    "delete": "Delete the answers with this code",
    "delete_whole": "Give every part of the code: answers are found by the whole code only.",
    "delete_done": "Your wish is carried out",
    "delete_same": (
        "If answers with this code were stored here, they are deleted now. This page says the same"
        " when there were none, so that nobody can find out by trying whether a code exists."
    ),
    "delete_none": (
        "This form asks for no code. So nobody can tell which answers are yours, and they can’t be"
        " deleted by themselves. All single answers are deleted by {day}."
    ),
    "deleted": "All single answers to this form are deleted already.",
    "no_form": "There is no form at this address",
    "no_form_what": (
        "Scan the square again, or compare each letter of the address with where you have it from."
        " If it is right, the form was taken away: tell whoever asked you."
    ),
    "camera": "Point your phone’s camera at the square, or go to",
    "no_phone": "No phone at hand? Ask for a paper form.",
    "paper_how": "Tick the boxes above if they are right for you, then answer below.",
    "only_if": "Only if you answered {answers} to question {number}.",
    "only_if_not": "Only if you did not answer {answers} to question {number}.",
    "only_if_any": "Only if you answered question {number}.",
    "or": "or",
    "give_back": "Please give this form back before you leave, or hand it in at the library.",
    "or_online": "You can also answer by phone or computer:",
    "slip": "With this key you can answer once. Scan the square, or go to the address and type it.",
    "language_label": "Language",
    "kept": "What you answer is kept on this device, and nowhere else, until you send it.",
    "forget": "Forget my answers",
    "forgotten": "Your answers are removed from this device.",
    "began": "Somebody began to answer on this device. Was it you?",
    "go_on": "Yes, go on",
    "afresh": "No, start afresh",
    "offline": (
        "No connection. Your answers are kept on this device and tried again by themselves as soon"
        " as you are connected. You can also close this page, and open it again later."
    ),
    "sending": "Sending…",
    "clear": "Take my answer back",
}
