//! The one place where a panic is contained and becomes a text.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// Runs `work`; when it panics the panic ends here.
///
/// What `work` left half done is the caller's to repair, or to throw away.
///
/// # Errors
/// The panic's message.
#[inline]
pub fn contain<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text: Option<&&str> = panic.downcast_ref();
        let owned: Option<&String> = panic.downcast_ref();
        text.copied().or(owned.map(String::as_str)).unwrap_or("no message").to_owned()
    })
}

/// Awaits `future`; when it panics the panic ends here, and the future with it.
///
/// # Errors
/// The panic's message.
pub async fn contain_future<F: Future>(future: F) -> Result<F::Output, String> {
    let mut future = pin!(future);
    std::future::poll_fn(|context| match contain(|| future.as_mut().poll(context)) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Err(message) => Poll::Ready(Err(message)),
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::{Context, Waker};

    #[track_caller]
    fn check(work: impl FnOnce() -> u8, expected: Result<u8, &str>) {
        assert_eq!(contain(work), expected.map_err(str::to_owned));
    }

    #[test]
    fn a_panic_becomes_its_text() {
        let number = 7;
        check(|| number, Ok(7));
        check(|| panic!("fell"), Err("fell"));
        check(|| panic!("fell {number} times"), Err("fell 7 times"));
        check(|| std::panic::resume_unwind(Box::new(number)), Err("no message"));
    }

    #[test]
    fn a_future_is_contained_in_each_of_its_steps() {
        let mut steps = 0;
        let mut future = pin!(contain_future(std::future::poll_fn(|_| {
            steps += 1;
            if steps == 1 { Poll::Pending } else { panic!("fell in step {steps}") }
        })));
        let context = &mut Context::from_waker(Waker::noop());
        let first: Poll<Result<u8, String>> = future.as_mut().poll(context);
        assert_eq!(first, Poll::Pending);
        assert_eq!(future.as_mut().poll(context), Poll::Ready(Err("fell in step 2".to_owned())));
    }
}
