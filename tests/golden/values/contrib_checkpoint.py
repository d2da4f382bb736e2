"""`tf.contrib.checkpoint`: objects that hold others, and what their checkpoints are made of."""


def _names(tf, path):
    return [name for name, _ in tf.train.list_variables(path)]


def lists_and_mappings(tf):
    checkpoint = tf.contrib.checkpoint
    root = checkpoint.Checkpointable()
    root.list = checkpoint.List([tf.Variable(1.0, use_resource=True)])
    root.list.append(tf.Variable(2.0, use_resource=True))
    root.mapping = checkpoint.Mapping(a=tf.Variable(3.0, use_resource=True))
    root.mapping["b"] = tf.Variable(4.0, use_resource=True)
    root.aside = checkpoint.NoDependency(tf.Variable(5.0, use_resource=True))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        path = tf.train.Checkpoint(root=root).save("ckpt")
        session.run(root.list[1].assign(9.0))
        tf.train.Checkpoint(root=root).restore(path).run_restore_ops()
        restored = session.run([root.list[1], root.mapping["a"]])
    metadata = checkpoint.object_metadata(path)
    assert isinstance(metadata, checkpoint.CheckpointableObjectGraph)
    return [
        _names(tf, path),
        restored,
        len(root.list),
        sorted(root.mapping),
        [type(thing).__name__ for thing in checkpoint.list_objects(root) if not hasattr(thing, "initializer")],
        [sorted(child.local_name for child in node.children) for node in metadata.nodes],
        isinstance(root, checkpoint.CheckpointableBase),
    ]


def the_last_ones_kept(tf):
    variable = tf.Variable(1.0, use_resource=True)
    manager = tf.contrib.checkpoint.CheckpointManager(tf.train.Checkpoint(v=variable), "./ckpts", max_to_keep=2)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for _ in range(3):
            manager.save()
        manager.save(checkpoint_number=9)
    return [manager.checkpoints, manager.latest_checkpoint, tf.train.latest_checkpoint("./ckpts")]


def python_state(tf):
    class Count(tf.contrib.checkpoint.PythonStateWrapper):
        def __init__(self):
            self.count = 0

        def serialize(self):
            return str(self.count)

        def deserialize(self, text):
            self.count = int(text)

    return Count().serialize()
