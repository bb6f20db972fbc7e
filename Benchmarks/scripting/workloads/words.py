text = (
    "the quick brown fox jumps over the lazy dog and the dog, being lazy, does not mind. "
    "An order of three chairs, two tables and a lamp was placed by the customer: nobody was surprised! "
) * 800

counts = {}
for line in text.split("."):
    for word in line.split():
        word = word.strip(",.:;!?").lower()
        if word:
            counts[word] = counts.get(word, 0) + 1

letters = {}
for character in text[:60000]:
    if character in letters:
        letters[character] += 1
    else:
        letters[character] = 1

longest = ""
for word in counts:
    if len(word) > len(longest):
        longest = word
top = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:5]
result = [[list(pair) for pair in top], longest, letters["e"]]
text = counts = letters = top = None
