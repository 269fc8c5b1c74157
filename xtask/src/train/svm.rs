//! Linear support vector machines, one class against all others, by dual coordinate descent
//! (Hsieh et al. 2008, algorithm 1 with shrinking left out, L2 loss: doi 10.1145/1390156.1390208).

/// One example: numbers by the place of their feature, its class, and what it counts.
pub(crate) struct Row {
    pub(crate) features: Vec<(u32, f32)>,
    pub(crate) class: usize,
    pub(crate) weight: f64,
}

/// What an error costs beside large weights.
const COST: f64 = 2.0;

/// Rounds over all examples at most, and the violation of the optimum from which on it is one.
const ROUNDS: usize = 300;
const ENOUGH: f64 = 0.01;

/// The weights of a class: those of `size` features, and the one that always counts behind them.
/// Examples of rare classes cost more, as many times as the class is rarer than the mean.
pub(crate) fn fit(rows: &[Row], class: usize, classes: usize, size: usize) -> Vec<f64> {
    let counts = |row: &&Row| row.class == class;
    let own: f64 = rows.iter().filter(counts).map(|row| row.weight).sum();
    let all: f64 = rows.iter().map(|row| row.weight).sum();
    let rare = all / (classes as f64 * own.max(1.0));
    part(rows, class, size, rare)
}

/// The weights that part a class from all others, whose examples cost `more` than the others.
pub(crate) fn part(rows: &[Row], class: usize, size: usize, more: f64) -> Vec<f64> {
    let problem: Vec<(f64, f64, f64)> = rows
        .iter()
        .map(|row| {
            let sign = if row.class == class { 1.0 } else { -1.0 };
            let cost = COST * row.weight * if sign > 0.0 { more } else { 1.0 };
            let square: f64 = row.features.iter().map(|(_, x)| f64::from(x * x)).sum();
            // Half the inverse of the cost on the diagonal; 1 for the feature that always counts.
            (sign, 0.5 / cost, square + 1.0 + 0.5 / cost)
        })
        .collect();
    let mut weights = vec![0.0; size + 1];
    let mut alphas = vec![0.0; rows.len()];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for _ in 0..ROUNDS {
        shuffle(&mut order, &mut state);
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for at in &order {
            let (row, (sign, inverse, diagonal)) = (&rows[*at], problem[*at]);
            let gradient = sign * sum(row, &weights) - 1.0 + alphas[*at] * inverse;
            let projected = if alphas[*at] == 0.0 {
                gradient.min(0.0)
            } else {
                gradient
            };
            least = least.min(projected);
            most = most.max(projected);
            if projected.abs() < 1e-12 {
                continue;
            }
            let before = alphas[*at];
            alphas[*at] = (before - gradient / diagonal).max(0.0);
            let step = (alphas[*at] - before) * sign;
            for (feature, value) in &row.features {
                weights[*feature as usize] += step * f64::from(*value);
            }
            weights[size] += step;
        }
        if most - least < ENOUGH {
            break;
        }
    }
    weights
}

fn sum(row: &Row, weights: &[f64]) -> f64 {
    let parts = row.features.iter();
    let own: f64 = parts
        .map(|(feature, value)| weights[*feature as usize] * f64::from(*value))
        .sum();
    own + weights[weights.len() - 1]
}

/// Puts the examples into another order, the same at every run.
fn shuffle(order: &mut [usize], state: &mut u64) {
    for at in (1..order.len()).rev() {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        order.swap(at, (*state % (at as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(features: &[(u32, f32)], class: usize) -> Row {
        Row {
            features: features.to_vec(),
            class,
            weight: 1.0,
        }
    }

    #[test]
    fn the_weights_part_what_can_be_parted() {
        let rows = [
            row(&[(0, 1.0)], 0),
            row(&[(0, 0.8), (2, 0.2)], 0),
            row(&[(1, 1.0)], 1),
            row(&[(1, 0.7), (2, 0.3)], 1),
        ];
        let weights = fit(&rows, 0, 2, 3);
        let sums = rows.iter().map(|row| sum(row, &weights));
        let right = sums
            .zip(&rows)
            .all(|(sum, row)| (sum > 0.0) == (row.class == 0));
        assert!(right, "{weights:?}");
        assert!(weights[0] > 0.0 && weights[1] < 0.0);
        assert_eq!(weights, fit(&rows, 0, 2, 3));
    }
}
