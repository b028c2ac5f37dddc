//! Whatever the road does, each lane arrives without gap, without a second effect and in order, and all come to rest alike.
use crate::world::{Fate, World, person};

/// Repeats what happened from a number: the seed of the run is in the panic.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_come_to_rest_alike() {
    for seed in 1..=3_u64 {
        let world = World::of(&["TG", "FR", "NE", "X-HUB"]).await;
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut filed = vec![];
        for number in 0..12 {
            let audience: &[&str] = match dice.roll(4) {
                0 => &["all"],
                1 => &["FR"],
                2 => &["FR", "NE"],
                _ => &["X-HUB"],
            };
            let passport = format!("T{:07}", dice.roll(9_000_000));
            let draft = person(&format!("Person {number}"), "1980-01-02", &passport, audience);
            filed.push((world.file("TG", draft).await, audience));
            world.work().await;
            let mut fate = |_: &_| match dice.roll(8) {
                0 | 1 => Fate::Lost,
                2 | 3 => Fate::ReceiptLost,
                4 => Fate::Repeated,
                5 => Fate::Reordered,
                _ => Fate::Arrives,
            };
            world.carry(&mut fate).await;
        }
        world.settle().await;
        for (id, audience) in filed {
            for code in ["FR", "NE", "X-HUB"] {
                let for_it = audience.contains(&code) || audience.contains(&"all");
                assert_eq!(world.at(code, id).await.is_some(), for_it, "seed {seed}, {code}");
            }
        }
    }
}
