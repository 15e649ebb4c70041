from threadpoolctl import threadpool_info

from annotations.threads import one_thread


def threads():
    return {pool["num_threads"] for pool in threadpool_info()}


def test_one_thread_computes_as_long_as_it_lasts():
    import numpy as np

    before = threads()
    with one_thread():
        assert float(np.ones((2, 2)).sum()) == 4
        assert threads() == {1}
    assert threads() == before


def test_it_is_the_same_after_scipy_came():
    import numpy as np
    import scipy.linalg

    with one_thread():
        assert scipy.linalg.norm(np.ones(4)) == 2
        assert threads() == {1}
