"""Who may open and who may send what of stories: lines of the table in matrix.py."""

#                          of what          GET own  whole    other     POST own whole    other
#                                           apmcseov apmcseov apmcseov  apmcseov apmcseov apmcseov
OF_STORIES = """
stories                    -                32222232 ........ ........  35555535 ........ ........
stories-file               -                32222232 ........ ........  35555535 ........ ........
stories-in-work            -                32223233 ........ ........  35555535 ........ ........
story-new                  "case-study      32233233 ........ ........  32233233 ........ ........
story-new                  "evaluation-report 32233233 ........ ........  32233233 ........ ........
story                      story            32222232 32222232 32444232  35555535 35555535 35444535
story-edition              story,"1         32222232 32222232 32444232  35555535 35555535 35444535
story-pdf                  story,"1         32222232 32222232 32444232  35555535 35555535 35444535
story-file                 story,plan       32222232 32222232 32444232  35555535 35555535 35444535
story-draft                story            32223233 32333233 32444233  35555535 35555535 35444535
story-edit                 story            32233233 32333233 32433233  32233233 32333233 32433233
story-section-new          story            32233233 32333233 32433233  32233233 32333233 32433233
story-section              story,chapter    32233233 32333233 32433233  32233233 32333233 32433233
story-section-remove       story,chapter    32233233 32333233 32433233  32233233 32333233 32433233
story-evidence-new         story,"link      32233233 32333233 32433233  32233233 32333233 32433233
story-evidence-remove      story,evidence   32233233 32333233 32433233  32233233 32333233 32433233
story-discard              story            32233233 32333233 32433233  32233233 32333233 32433233
story-submit               story            32233233 32333233 32433233  32233233 32333233 32433233
story-take-back            story            32233233 32333233 32433233  32233233 32333233 32433233
story-send-back            story            32323333 32333333 32343333  32323333 32333333 32343333
story-publish              story            32323333 32333333 32343333  32323333 32333333 32343333
story-new-edition          story            32233233 32333233 32433233  32233233 32333233 32433233
story-readers              story            32323333 32333333 32343333  32323333 32333333 32343333
story-withdraw             story            32323333 32333333 32343333  32323333 32333333 32343333
"""
