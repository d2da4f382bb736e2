"""`tf.contrib.training`: hyperparameters, and values parsed from text."""


def _said(call, *given, **named):
    """What a call returns, or the kind and the words of its error."""
    try:
        return call(*given, **named)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return [type(error).__name__, str(error)]


def _made(tf):
    return tf.contrib.training.HParams(rate=0.1, layers=[3, 4], name="net", flag=False, steps=5, rates=[0.5])


def values_set_and_asked_for(tf):
    hparams = _made(tf)
    hparams.add_hparam("later", 3)
    hparams.set_hparam("steps", 8)
    hparams.set_hparam("rate", 1)
    hparams.del_hparam("later")
    hparams.set_model_structure({"a": 1})
    return [
        hparams.values(),
        hparams.get("missing", 3),
        hparams.get("rate"),
        hparams.get("layers", [1]),
        "rate" in hparams,
        "later" in hparams,
        hparams.steps,
        hparams.get_model_structure(),
        str(hparams),
        repr(hparams),
    ]


def values_parsed(tf):
    hparams = _made(tf)
    hparams.parse("rate=1e-3,layers=[1,2,3],name=other,flag=true,steps=7,rates=[.5,2]")
    first = hparams.values()
    hparams.parse("flag=0")
    hparams.parse_json('{"steps": 9, "name": "json"}')
    hparams.override_from_dict({"rate": 0.25, "layers": [7]})
    return [first, hparams.values(), hparams.to_json(sort_keys=True), hparams.to_json(2, (",", ":"), sort_keys=True)]


def values_that_do_not_fit(tf):
    hparams = _made(tf)
    texts = [
        "steps=a",
        "unknown=1",
        "steps=1,steps=2",
        "steps=[1]",
        "layers=1",
        "flag=maybe",
        "=1",
        "steps[0]=[1]",
        "steps=1.5",
        "rate=x",
    ]
    said = [_said(hparams.parse, text) for text in texts]
    said.append(_said(hparams.set_hparam, "steps", 1.5))
    said.append(_said(hparams.set_hparam, "flag", 3))
    said.append(_said(hparams.set_hparam, "rate", "high"))
    said.append(_said(hparams.set_hparam, "layers", 3))
    said.append(_said(hparams.set_hparam, "name", 3))
    said.append(_said(hparams.add_hparam, "rate", 1.0))
    said.append(_said(hparams.get, "layers", 3))
    said.append(_said(hparams.get, "rate", "x"))
    said.append(_said(hparams.override_from_dict, {"unknown": 3}))
    return [found if isinstance(found, list) else type(found).__name__ for found in said]


def text_with_its_types(tf):
    parse = tf.contrib.training.parse_values
    kinds = {"a": int, "b": float, "c": str, "d": bool}
    return [
        parse("a=1,b=2.5,c=word,d=false", kinds),
        parse("a[1]=2,a[0]=3", kinds),
        parse("a=[1,2],c=[x,y]", kinds),
        parse("a=1,zz=3", kinds, ignore_unknown=True),
        parse("", kinds),
        _said(parse, "zz=3", kinds),
        _said(parse, "a=1,a=2", kinds),
        _said(parse, "a[0]=1,a[0]=2", kinds),
        _said(parse, "a[0]=1,a=2", kinds),
        _said(parse, "a=b", kinds),
    ]
