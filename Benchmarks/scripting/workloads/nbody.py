def make():
    return [
        [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 39.47841760435743],
        [[4.84143144246472090, -1.16032004402742839, -0.103622044471123109],
         [0.606326392995832, 2.81198684491626, -0.02521836165988763], 0.03769367487038949],
        [[8.34336671824457987, 4.12479856412430479, -0.403523417114321381],
         [-1.0107743461787924, 1.8256623712304119, 0.008415761376584154], 0.011286326131968767],
        [[12.8943695621391310, -15.1111514016986312, -0.223307578892655734],
         [1.0827910064415354, 0.8687130181696082, -0.010832637401363636], 0.0017237240570597112],
        [[15.3796971148509165, -25.9193146099879641, 0.179258772950371181],
         [0.979090732243898, 0.5946989986476762, -0.034755955550407936], 0.0020336868699246304],
    ]


def advance(bodies, dt, steps):
    pairs = [(bodies[i], bodies[j]) for i in range(len(bodies)) for j in range(i + 1, len(bodies))]
    for _ in range(steps):
        for (p1, v1, m1), (p2, v2, m2) in pairs:
            dx = p1[0] - p2[0]
            dy = p1[1] - p2[1]
            dz = p1[2] - p2[2]
            mag = dt * ((dx * dx + dy * dy + dz * dz) ** -1.5)
            b1 = m1 * mag
            b2 = m2 * mag
            v1[0] -= dx * b2
            v1[1] -= dy * b2
            v1[2] -= dz * b2
            v2[0] += dx * b1
            v2[1] += dy * b1
            v2[2] += dz * b1
        for place, velocity, _ in bodies:
            place[0] += dt * velocity[0]
            place[1] += dt * velocity[1]
            place[2] += dt * velocity[2]


def energy(bodies):
    total = 0.0
    for i in range(len(bodies)):
        place, velocity, mass = bodies[i]
        total += 0.5 * mass * (velocity[0] ** 2 + velocity[1] ** 2 + velocity[2] ** 2)
        for j in range(i + 1, len(bodies)):
            other, _, other_mass = bodies[j]
            distance = ((place[0] - other[0]) ** 2 + (place[1] - other[1]) ** 2 + (place[2] - other[2]) ** 2) ** 0.5
            total -= mass * other_mass / distance
    return total


bodies = make()
advance(bodies, 0.01, 8000)
result = round(energy(bodies), 9)
bodies = None
