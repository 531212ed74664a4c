"""The kinds of price, contribution and amount: each is one class that knows all about itself.

A kind carries its fields, the word in the file and the words on screen, what it reads of the rest of the
policy, its checks, what it comes to per hour, and the sentence and sources of its explanation. To add one:
write its class beside the others of its family and name it in the union at the end of that file.
"""
