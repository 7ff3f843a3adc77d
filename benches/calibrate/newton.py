"""Logistic regression of one variable, for the scripts beside this file."""
import math


def fit(points, start=None, pull=0.0):
    """Slope and offset by Newton's method, pulled towards `start`."""
    a0, b0 = start or (0.3, 0.5)
    a, b = a0, b0
    for _ in range(60):
        ga, gb, haa, hab, hbb = pull * 4 * (a0 - a), pull * (b0 - b), pull * 4, 0.0, pull
        for x, y in points:
            p = 1 / (1 + math.exp(-(a * x + b)))
            w = max(p * (1 - p), 1e-6)
            ga += (y - p) * x
            gb += y - p
            haa += w * x * x
            hab += w * x
            hbb += w
        det = haa * hbb - hab * hab
        if det < 1e-9:
            break
        da, db = (hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det
        a, b = a + da, b + db
        if abs(da) + abs(db) < 1e-6:
            break
    return max(a, 0.01), b
