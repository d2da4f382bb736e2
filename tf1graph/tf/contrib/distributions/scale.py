"""Scales as linear operators (contrib/distributions/python/ops/distribution_util.py of 1.15.5)."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import (
    array_ops,
    check_ops,
    compat_v1,
    control_flow_ops,
    distribution_util,
    ops,
    tensor_shape,
    tensor_util,
)

linalg = compat_v1.linalg


def make_tril_scale(
    loc: Any = None,
    scale_tril: Any = None,
    scale_diag: Any = None,
    scale_identity_multiplier: Any = None,
    shape_hint: Any = None,
    validate_args: bool = False,
    assert_positive: bool = False,
    name: str | None = None,
) -> Any:
    """The operator of a lower triangle plus a diagonal plus a multiple of the identity, of those that are given."""
    with compat_v1.name_scope(name, "make_tril_scale", values=[loc, scale_diag, scale_identity_multiplier]):
        loc = tensor_of(loc, "loc")
        scale_tril = tensor_of(scale_tril, "scale_tril")
        scale_diag = tensor_of(scale_diag, "scale_diag")
        multiplier = tensor_of(scale_identity_multiplier, "scale_identity_multiplier")
    if scale_tril is None:
        return make_diag_scale(loc, scale_diag, multiplier, shape_hint, validate_args, assert_positive, name)
    scale_tril = compat_v1.matrix_band_part(scale_tril, -1, 0)
    diagonal = array_ops.matrix_diag_part(scale_tril)
    if scale_diag is not None:
        diagonal += scale_diag
    if multiplier is not None:
        diagonal += multiplier[..., array_ops.newaxis]
    scale_tril = array_ops.matrix_set_diag(scale_tril, diagonal)
    return linalg.LinearOperatorLowerTriangular(
        tril=_checked(scale_tril, validate_args, assert_positive, array_ops.matrix_diag_part),
        is_non_singular=True,
        is_self_adjoint=False,
        is_positive_definite=assert_positive,
    )


def make_diag_scale(
    loc: Any = None,
    scale_diag: Any = None,
    scale_identity_multiplier: Any = None,
    shape_hint: Any = None,
    validate_args: bool = False,
    assert_positive: bool = False,
    name: str | None = None,
) -> Any:
    """The operator of a diagonal plus a multiple of the identity, of those that are given; else the identity.

    Raises:
      ValueError: its size is not known, neither by a diagonal nor by `loc` or `shape_hint`.
    """
    with compat_v1.name_scope(name, "make_diag_scale", values=[loc, scale_diag, scale_identity_multiplier]):
        loc = tensor_of(loc, "loc")
        scale_diag = tensor_of(scale_diag, "scale_diag")
        multiplier = tensor_of(scale_identity_multiplier, "scale_identity_multiplier")
        if scale_diag is not None:
            if multiplier is not None:
                scale_diag += multiplier[..., array_ops.newaxis]
            return linalg.LinearOperatorDiag(
                diag=_checked(scale_diag, validate_args, assert_positive),
                is_non_singular=True,
                is_self_adjoint=True,
                is_positive_definite=assert_positive,
            )
        if loc is None and shape_hint is None:
            raise ValueError("Cannot infer `event_shape` unless `loc` or `shape_hint` is specified.")
        if shape_hint is None:
            shape_hint = compat_v1.dimension_value(loc.shape[-1])
        if multiplier is None:
            return linalg.LinearOperatorIdentity(
                num_rows=shape_hint,
                dtype=loc.dtype.base_dtype,
                is_self_adjoint=True,
                is_positive_definite=True,
                assert_proper_shapes=validate_args,
            )
        return linalg.LinearOperatorScaledIdentity(
            num_rows=shape_hint,
            multiplier=_checked(multiplier, validate_args, assert_positive),
            is_non_singular=True,
            is_self_adjoint=True,
            is_positive_definite=assert_positive,
            assert_proper_shapes=validate_args,
        )


def shapes_of(loc: Any, scale: Any) -> tuple[Any, Any]:
    """The shapes of batch and event that `loc`, or None, and the operator `scale` have together."""
    with compat_v1.name_scope("shapes_from_loc_and_scale"):
        size = scale.range_dimension_tensor()
        known = tensor_util.constant_value(size)
        event_shape = size[array_ops.newaxis] if known is None else known.reshape([1])
        if loc is not None:
            of_loc = compat_v1.dimension_value(loc.shape[-1])
            if of_loc is not None and known is not None and of_loc not in (1, known):
                raise ValueError(
                    f"Event size of 'scale' ({known}) could not be broadcast up to that of 'loc' ({of_loc})."
                )
        batch_shape = scale.batch_shape_tensor()
        if loc is None:
            known = tensor_util.constant_value(batch_shape)
            return (batch_shape if known is None else known), event_shape
        of_loc = loc.shape.with_rank_at_least(1)[:-1]
        if loc.shape.ndims is None or not of_loc.is_fully_defined():
            of_loc = array_ops.shape(loc)[:-1]
        else:
            of_loc = ops.convert_to_tensor(of_loc, name="loc_batch_shape")
        return distribution_util.prefer_static_broadcast_shape(batch_shape, of_loc), event_shape


def check_scale(scale: Any) -> None:
    """Raise where the scale of a distribution is missing, or not of floating numbers."""
    if scale is None:
        raise ValueError("Missing required `scale` parameter.")
    if not scale.dtype.is_floating:
        raise TypeError("`scale` parameter must have floating-point dtype.")


def is_diagonal(scale: Any) -> bool:
    """Whether the operator `scale` is diagonal by its class."""
    diagonal = (linalg.LinearOperatorIdentity, linalg.LinearOperatorScaledIdentity, linalg.LinearOperatorDiag)
    return isinstance(scale, diagonal)


def low_rank_update(scale: Any, factor: Any, diag: Any) -> Any:
    """The operator `scale + factor · diag · factorᵀ`; `diag` may be None, and is the identity then."""
    return linalg.LinearOperatorLowRankUpdate(
        scale,
        u=factor,
        diag_update=diag,
        is_diag_update_positive=diag is None,
        is_non_singular=True,
        is_self_adjoint=True,
        is_positive_definite=True,
        is_square=True,
    )


def parents_of(scale: Any) -> list[Any]:
    """The tensors that the operator `scale` is made of: today's operators no longer say them themselves."""
    if is_low_rank_update(scale):
        return [*parents_of(scale.base_operator), scale.u, *([] if scale.diag_update is None else [scale.diag_update])]
    found = (getattr(scale, name, None) for name in ("_diag", "_tril", "_multiplier", "_matrix"))
    return [tensor for tensor in found if isinstance(tensor, compat_v1.Tensor)]


def is_low_rank_update(scale: Any) -> bool:
    return isinstance(scale, linalg.LinearOperatorLowRankUpdate)


def tensor_of(x: Any, name: str) -> Any:
    """`x` as a tensor called `name`; None where it is."""
    return None if x is None else ops.convert_to_tensor(x, name=name)


def zero_event_shape() -> Any:
    """The shape of a scalar event."""
    return tensor_shape.TensorShape([])


def _checked(x: Any, validate_args: bool, positive: bool, diagonal_of: Any = lambda x: x) -> Any:
    if not validate_args:
        return x
    diagonal = diagonal_of(x)
    if positive:
        check = check_ops.assert_positive(diagonal, message="diagonal part must be positive")
    else:
        zero = array_ops.zeros([], x.dtype)
        check = check_ops.assert_none_equal(diagonal, zero, message="diagonal part must be non-zero")
    return control_flow_ops.with_dependencies([check], x)
