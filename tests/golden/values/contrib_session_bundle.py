"""`tf.contrib.session_bundle`: what exports hold, which of them stay, and what is refused."""

import importlib
import os


def _module(tf, name):
    return importlib.import_module(tf.__name__.replace("_core", "") + ".contrib.session_bundle." + name)


def _model(tf):
    x = tf.placeholder(tf.float32, [None, 2], name="x")
    weight = tf.get_variable("weight", initializer=[[1.0], [3.0]])
    with tf.device("/cpu:0"):
        y = tf.matmul(x, weight, name="y")
    classes = tf.identity(["a", "b"], name="classes")
    step = tf.train.get_or_create_global_step()
    return x, y, classes, step


def _files(folder):
    found = [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names]
    return sorted(os.path.relpath(path, folder) for path in found)


def _described(tf, folder):
    """The serving collections of an export's MetaGraph, unpacked."""
    manifest = _module(tf, "manifest_pb2")
    with open(os.path.join(folder, "export.meta"), "rb") as file:
        meta = tf.MetaGraphDef.FromString(file.read())
    signatures = manifest.Signatures()
    meta.collection_def["serving_signatures"].any_list.value[0].Unpack(signatures)
    graphs = [tf.GraphDef.FromString(box.value) for box in meta.collection_def["serving_graph"].any_list.value]
    assets = [manifest.AssetFile.FromString(box.value) for box in meta.collection_def["serving_assets"].any_list.value]
    return [
        meta.collection_def["serving_signatures"].any_list.value[0].type_url,
        str(signatures.default_signature),
        {name: str(signatures.named_signatures[name]) for name in signatures.named_signatures},
        [[[node.name, node.op, node.device] for node in graph.node] for graph in graphs],
        [str(asset) for asset in assets],
        list(meta.collection_def["serving_init_op"].node_list.value),
    ]


def signatures(tf):
    exporter = _module(tf, "exporter")
    x, y, classes, _ = _model(tf)
    made = [
        exporter.regression_signature(input_tensor=x, output_tensor=y),
        exporter.classification_signature(x),
        exporter.classification_signature(input_tensor=x, classes_tensor=classes, scores_tensor=y),
        exporter.generic_signature({"inputs": x}),
    ]
    return [[str(one), one.WhichOneof("type"), one.SerializeToString()] for one in made]


def an_export(tf):
    exporter = _module(tf, "exporter")
    x, y, classes, step = _model(tf)
    with open("words.txt", "w") as file:
        file.write("one\ntwo\n")
    tf.add_to_collection("files", tf.constant("words.txt", name="words"))
    begin = tf.group(tf.tables_initializer(), name="begin")
    saver = tf.train.Saver(sharded=True)
    model = exporter.Exporter(saver)
    model.init(
        tf.get_default_graph().as_graph_def(),
        init_op=begin,
        clear_devices=True,
        default_graph_signature=exporter.classification_signature(x, classes, y),
        named_graph_signatures={
            "inputs": exporter.generic_signature({"x": x}),
            "outputs": exporter.generic_signature({"y": y}),
            "number": exporter.regression_signature(x, y),
        },
        assets_collection=tf.get_collection("files"),
    )
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(step.assign(7))
        folder = model.export("exports/", step, session)
    return [folder, _files("exports"), _described(tf, folder.decode())]


def the_latest_stay(tf):
    exporter, gc = _module(tf, "exporter"), _module(tf, "gc")
    x, y, _, step = _model(tf)
    model = exporter.Exporter(tf.train.Saver())
    model.init(default_graph_signature=exporter.regression_signature(x, y))
    stay = []
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for number in (1, 2, 3, 12):
            session.run(step.assign(number))
            model.export("exports", step, session, exports_to_keep=gc.largest_export_versions(2))
            stay.append(sorted(os.listdir("exports")))
    return stay, _described(tf, "exports/00000012")


def exports_chosen(tf):
    gc = _module(tf, "gc")
    for number in range(12):
        os.makedirs("exports/%d" % number)

    def parser(path):
        name = os.path.basename(path.path)
        return path._replace(export_version=int(name)) if name != "11" else None

    paths = gc.get_paths("exports", parser)
    largest, thirds, even = (
        gc.largest_export_versions(3),
        gc.one_of_every_n_export_versions(3),
        gc.mod_export_version(2),
    )
    choices = [largest, thirds, even, gc.union(largest, even), gc.negation(gc.union(largest, even))]
    return [[list(path) for path in choose(paths)] for choose in choices], repr(gc.Path("a", None))


def what_is_refused(tf):
    exporter = _module(tf, "exporter")
    x, y, _, step = _model(tf)
    said = []

    def ask(do):
        try:
            do()
        except (RuntimeError, TypeError, ValueError) as error:
            said.append([type(error).__name__, str(error)])

    for asset in (3, x, tf.constant(3), tf.constant(["a", "b"]), tf.constant("", name="empty")):
        ask(lambda: exporter.Exporter(tf.train.Saver()).init(assets_collection=[asset]))  # noqa: B023
    ask(lambda: exporter.Exporter(tf.train.Saver()).init(init_op=y.name))
    model = exporter.Exporter(tf.train.Saver())
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        ask(lambda: model.export("exports", step, session))
        model.init()
        ask(model.init)
        model.export("exports", step, session)
        ask(lambda: model.export("exports", step, session))
    return said


def constants(tf):
    found = _module(tf, "constants")
    return {name: getattr(found, name) for name in dir(found) if name.isupper()}
