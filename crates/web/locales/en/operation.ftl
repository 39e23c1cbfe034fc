### operation
