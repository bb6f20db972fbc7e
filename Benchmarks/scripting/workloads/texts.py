def csv(count):
    lines = []
    for number in range(count):
        lines.append(",".join([str(number), "name" + str(number), f"{number * 1.5:.2f}", "%d%%" % (number % 100)]))
    return "\n".join(lines)


def caesar(text, shift):
    out = ""
    for character in text:
        if "a" <= character <= "z":
            out += chr((ord(character) - 97 + shift) % 26 + 97)
        else:
            out += character
    return out


def palindromes(limit):
    count = 0
    for number in range(limit):
        text = str(number)
        if text == text[::-1]:
            count += 1
    return count


table = csv(30000)
rows = [line.split(",") for line in table.split("\n")]
names = [row[1].upper().replace("NAME", "n") for row in rows if row[0].endswith("7")]
plain = "attack at dawn, said the fox. " * 1500
coded = caesar(plain, 3)
result = [len(table), names[5], coded[:10], caesar(coded, -3) == plain, palindromes(60000)]
table = rows = names = plain = coded = None
