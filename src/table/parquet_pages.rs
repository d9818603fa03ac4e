//! Pages of a Parquet file whose row group is being written.
//!
//! In:  pages, as the writer has made them. Out: the same pages, when their column is put into the file. Not here: where they wait (`spill/`), rows (`parquet_rows.rs`).

use bytes::Bytes;
use parquet::arrow::arrow_writer::{PageKey, PageStore, PageStoreArgs, PageStoreFactory};
use parquet::errors::{ParquetError, Result};

use crate::spill::{Place, Shared};

/// Pages of all columns of one file, in one store.
#[derive(Debug)]
pub(super) struct Pages(Shared);

impl Pages {
    pub(super) fn new(store: Shared) -> Self {
        Self(store)
    }
}

impl PageStoreFactory for Pages {
    fn create(&self, _: &PageStoreArgs<'_>) -> Result<Box<dyn PageStore>> {
        Ok(Box::new(OfColumn { store: self.0.clone(), places: Vec::new() }))
    }
}

/// Pages of one column.
struct OfColumn {
    store: Shared,
    /// By the number of the page.
    places: Vec<Place>,
}

impl PageStore for OfColumn {
    fn put(&mut self, page: Bytes) -> Result<PageKey> {
        let key = u64::try_from(self.places.len())?;
        let place = self.store.push(&page);
        self.places.push(place.map_err(|error| ParquetError::External(Box::new(error)))?);
        Ok(PageKey::new(key))
    }

    fn take(&mut self, key: PageKey) -> Result<Bytes> {
        let place = usize::try_from(key.get()).ok().and_then(|number| self.places.get(number));
        let place = place.ok_or_else(|| ParquetError::General(format!("no page {key:?}")))?;
        let page = self.store.piece(*place);
        page.map(Bytes::from).map_err(|error| ParquetError::External(Box::new(error)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::cell::Cell;
    use super::super::column::{Column, ColumnType};
    use super::super::parquet_file::ParquetFile;
    use super::super::sheet::tables;
    use crate::spill::Store;

    /// Over the border of a row group, which makes the store empty again.
    #[test]
    fn rows_and_pages_that_waited_on_the_disk_make_the_same_file() {
        let column =
            |name, kind| Column { name, kind, nullable: false, about: "what the test puts there" };
        let mut table = tables().remove(0);
        table.columns = vec![column("a", ColumnType::Text), column("b", ColumnType::Integer)];
        let path = std::env::temp_dir().join(format!("tickmark-pages-{}", std::process::id()));
        let file = |store: Store| {
            let mut file = ParquetFile::new(&table, &[], store, Vec::new()).unwrap();
            for number in 0..1_100_000 {
                file.row(&[Cell::text(["x", "y"][number % 2]), Cell::Integer(number as i64)])
                    .unwrap();
            }
            file.close().unwrap()
        };
        let in_memory = file(Store::in_memory());
        let beside = file(Store::beside(path.clone(), 100));
        assert!(path.exists());
        assert!(in_memory == beside, "{} and {} bytes", in_memory.len(), beside.len());
        std::fs::remove_file(path).unwrap();
    }
}
