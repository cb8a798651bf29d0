//! Waits for a moment.

use tokio::time::{Instant, sleep_until};

/// Waits for a moment, and not at all once it has come: a timer takes a millisecond even then.
pub(crate) async fn wait_until(moment: Instant) {
    if moment > Instant::now() {
        sleep_until(moment).await;
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use std::time::Duration;

    #[tokio::test]
    async fn a_moment_that_has_come_is_not_waited_for() {
        let mut context = Context::from_waker(Waker::noop());
        let now = Instant::now();

        assert_eq!(pin!(wait_until(now)).as_mut().poll(&mut context), Poll::Ready(()));
        assert_eq!(pin!(wait_until(now + Duration::from_mins(1))).as_mut().poll(&mut context), Poll::Pending);
    }
}
