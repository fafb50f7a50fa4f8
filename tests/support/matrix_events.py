"""Who may open and who may send what about events: lines of the table in matrix.py."""

#                          of what          GET own  whole    other     POST own whole    other
#                                           apmcseov apmcseov apmcseov  apmcseov apmcseov apmcseov
OF_EVENTS = """
events                     -                 32222232 ........ ........  35555535 ........ ........
events-file                -                 32222232 ........ ........  35555535 ........ ........
events-workbook            -                 32222232 ........ ........  35555535 ........ ........
event-batches              -                 32223333 ........ ........  35553333 ........ ........
event-batch-new            -                 32223333 ........ ........  32223333 ........ ........
event-template             "csv              32223333 ........ ........  35553333 ........ ........
event-batch                batch             32223333 32333333 32443333  3rrr3333 3r333333 3r443333
event-batch-store          batch             32223333 32333333 32443333  3rrr3333 3r333333 3r443333
event-batch-discard        batch             32223333 32333333 32443333  3rrr3333 3r333333 3r443333
event-batch-undo           batch             32223333 32333333 32443333  32223333 32333333 32443333
event                      event             32222232 32222232 32444232  35555535 35555535 35555535
event-log                  -                 32222333 ........ ........  32222333 ........ ........
event-change               event             32223333 32333333 32444333  32223333 32333333 32444333
event-hold                 event            3rrr3333 3r333333 3r444333  32223333 32333333 32444333
event-cancel               event            3rrr3333 3r333333 3r444333  32223333 32333333 32444333
event-reopen               event            32223333 32333333 32444333  32223333 32333333 32444333
event-confirm              event            32223333 32333333 32443333  32223333 32333333 32443333
event-correct              event            3rrr3333 3r333333 3r443333  32223333 32333333 32443333
event-about                event            32223333 32333333 32444333  32223333 32333333 32444333
event-question-themes      event,"1         32223333 32333333 32444333  32223333 32333333 32444333
event-detail               event,"counts    32223333 32333333 32444333  32223333 32333333 32444333
event-feedback             event             32222232 32222232 32444232  35555535 35555535 35555535
event-feedback-ask         event             3rrr3333 3r333333 3r444333  32223333 32333333 32444333
event-feedback-change      event             32223333 32333333 32444333  32223333 32333333 32444333
event-feedback-close       event             32223333 32333333 32444333  32223333 32333333 32444333
event-feedback-reopen      event             32223333 32333333 32444333  32223333 32333333 32444333
event-feedback-qr          event             32222232 32222232 32444232  35555535 35555535 35555535
event-feedback-pdf         event,"poster     32222232 32222232 32444232  35555535 35555535 35555535
event-feedback-papers      event             32223333 32333333 32444333  32223333 32333333 32444333
event-feedback-one-paper   event             32223333 32333333 32444333  32223333 32333333 32444333
event-feedback-answers     event             32223233 32333233 32444233  32223233 32333233 32444233
feedback-wordings          -                 22333333 ........ ........  55333333 ........ ........
feedback-wording-new       -                 22333333 ........ ........  22333333 ........ ........
feedback-wording-edit      "gd               22333333 ........ ........  22333333 ........ ........
feedback-wording-remove    "gd               22333333 ........ ........  22333333 ........ ........
"""
